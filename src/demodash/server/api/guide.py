"""The page that explains the API to a person, at the address of the API itself."""

from __future__ import annotations

from html import escape

from demodash.exports.data_address import DEFAULT_LIMIT, LIMIT, MOST_VALUES
from demodash.exports.parquet import FIELDS
from demodash.server.api.endpoints import ENDPOINTS, Endpoint
from demodash.server.api.parameters import Parameter
from demodash.server.document import FAVICON, TITLE
from demodash.texts import number

_STYLE = """
:root{color-scheme:light dark;--ink:#1b2733;--soft:#4d5b68;--line:#cfd7de;--paper:#fff;--tint:#f3f6f8;--link:#0b4f8a}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a9b5c0;--line:#3a444d;--paper:#14181d;--tint:#1d232a;
--link:#8cc4f5}}
body{font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0}
main{max-width:64rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
h1{font-size:1.9rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.3rem;margin:2.5rem 0 .25rem}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
a{color:var(--link)}p{max-width:46rem}.soft{color:var(--soft)}
code,pre{font:.92em/1.5 ui-monospace,Consolas,monospace}code{overflow-wrap:anywhere}
pre{background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem;overflow-x:auto}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--soft)}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}td:first-child,td:nth-child(3){white-space:nowrap}
"""


def guide_html(root: str, home: str) -> str:
    """Write the page; ``root`` is the address of the API, ``home`` that of the dashboard, with its last slash."""
    sections = "".join(_section(endpoint, root) for endpoint in ENDPOINTS)
    fields = "".join(f"<tr><td><code>{one.name}</code></td><td>{escape(one.description)}</td></tr>" for one in FIELDS)
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{escape(home)}{FAVICON}">'
        f"<title>API de données – {escape(TITLE)}</title><style>{_STYLE}</style></head><body><main>"
        f'<p><a href="{escape(home)}">{escape(TITLE)}</a></p>'
        "<h1>API de données</h1>"
        "<p>Les chiffres des pages, pour d’autres programmes : lecture seule, sans compte, sur ce serveur. Les valeurs "
        "sont celles des pages ; le CSV est celui des boutons de téléchargement.</p>"
        f'<p>Description pour les outils : <a href="{escape(root)}/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>'
        f"{sections}"
        "<h2>Ce qui vaut pour toutes les adresses</h2><ul>"
        f"<li>Plusieurs valeurs d’un paramètre se séparent par des virgules ({MOST_VALUES} au plus) ; un paramètre "
        "n’est donné qu’une fois.</li>"
        f"<li>Une réponse compte {number(DEFAULT_LIMIT)} lignes au plus, {number(LIMIT)} si <code>limit</code> le "
        "demande. <code>total</code> (en CSV et en Parquet, l’en-tête <code>X-Total-Count</code>) dit combien il y en "
        "a ; <code>next</code> (ou l’en-tête <code>Link</code>) donne l’adresse de la suite.</li>"
        "<li>Chaque réponse porte une étiquette <code>ETag</code> : renvoyée dans <code>If-None-Match</code>, elle "
        "donne 304 sans contenu tant que rien n’a changé.</li>"
        "<li>Une requête fautive reçoit une réponse 4xx en JSON, qui dit en français chaque problème et ce qui était "
        "peut-être voulu.</li>"
        "<li>Les pages d’autres sites ne peuvent pas lire l’API depuis un navigateur.</li></ul>"
        "<h2>Les champs d’un chiffre</h2>"
        '<div class="scroll" tabindex="0"><table><caption>En JSON et en Parquet</caption>'
        f"{_head('Champ', 'Contenu')}<tbody>{fields}</tbody></table></div>"
        "<h2>Depuis Excel, R ou Python</h2>"
        "<h3>Excel</h3><p>Données, Obtenir des données, À partir du web : coller l’adresse d’une requête en "
        "<code>format=csv</code>.</p>"
        f'<h3>R</h3><pre tabindex="0">{escape(_R.format(root=root))}</pre>'
        f'<h3>Python</h3><pre tabindex="0">{escape(_PYTHON.format(root=root))}</pre>'
        "</main></body></html>"
    )


_R = """chiffres <- read.csv2("http://SERVEUR{root}/observations?indicator=mg_evolution&format=csv",
                      fileEncoding = "UTF-8-BOM")"""
_PYTHON = """import pandas as pd

chiffres = pd.read_parquet("http://SERVEUR{root}/observations?indicator=mg_evolution&format=parquet")"""


def _section(endpoint: Endpoint, root: str) -> str:
    examples = "".join(
        f'<li><a href="{escape(root + address)}"><code>{escape(root + address)}</code></a> : {escape(what)}</li>'
        for address, what in endpoint.examples.items()
    )
    return (
        f"<h2>{escape(endpoint.title)}</h2>"
        f"<p><code>GET {escape(root + endpoint.path)}</code></p><p>{escape(endpoint.description)}</p>"
        f"{_parameters(endpoint)}<h3>Exemples</h3><ul>{examples}</ul>"
    )


def _parameters(endpoint: Endpoint) -> str:
    rows = "".join(_row(one) for one in endpoint.parameters)
    if not rows:
        return ""
    return (
        '<div class="scroll" tabindex="0"><table>'
        f"{_head('Paramètre', 'Ce qu’il fait', 'Exemple')}<tbody>{rows}</tbody></table></div>"
    )


def _head(*names: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _row(one: Parameter) -> str:
    several = " Plusieurs, séparés par des virgules." if one.several else ""
    return (
        f"<tr><td><code>{one.name}</code></td><td>{escape(one.description)}{several}</td>"
        f"<td><code>{escape(one.example)}</code></td></tr>"
    )
