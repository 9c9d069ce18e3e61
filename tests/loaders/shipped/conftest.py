"""An invented ``data/sources``: a document, a survey and a wide table, to be broken one way at a time."""

import hashlib

import pytest

DOCUMENT_TOML = """[[source]]
id = "essai_document"
kind = "document"
publisher = "Agence d’essai"
title = "Un document"
"""
DOCUMENT_CSV = """indicator;territory;category;period;value;qualifier;status;locator;as_printed;note
msp_activite;REG-32;ensemble;2030;12;exact;published;ligne 3;12;
msp_rapport;REG-32;ensemble;2020/2030;3;exact;published;ligne 4;3;
aide_mensuelle;REG-32;atp;2030;700;exact;published;ligne 5;700 euros;
"""
SURVEY_TOML = """[[source]]
id = "essai_journal"
kind = "publication"
publisher = "Le Journal d’essai"
title = "L’offre de soins"
url = "https://exemple.test/offre"
"""
SURVEY_HEADER = (
    "id;theme;indicator_fr;territory;zone_or_category;period;value;unit;as_printed;"
    "source_title;publisher;published_date;url;note"
)
_ORIGIN = "L'offre de soins;Le Journal d'essai;;https://exemple.test/offre"
SURVEY_CSV = f"""{SURVEY_HEADER}
ESS-001;t;Maisons de santé;FR;;2030;150;MSP;plus de 150;{_ORIGIN};"Vu l'an passé; borne basse"
ESS-002;t;Densité;REG-32;;2030;10.8;pour 10 000 hab;10,8;{_ORIGIN};
ESS-003;t;Humeur;FR;;2030;3;%;3 %;{_ORIGIN};
ESS-004;t;Prime;REG-32;ATP;2030;700;euros/mois;700 euros;{_ORIGIN};
"""
MAPPING_CSV = """id;indicator;territory;category;period;status;note
ESS-001;msp_activite;REG-32;ensemble;2029;inferred;
ESS-002;mg_densite;;non_precise;;published;Imprimé pour 10 000 habitants.
ESS-003;;;;;;Aucun indicateur ne mesure l’humeur.
ESS-004;aide_mensuelle;;atp;;duplicate;
"""
SERIES_CSV = """dep;an;nombre;taux
02;2030;100;20.5
976;2030;4;0
FR;2030;104;
"""
SERIES_TOML = """[[source]]
id = "essai_serie"
kind = "open_data"
publisher = "Service d’essai"
title = "Une série"
file = "serie.csv"
sha256 = "{digest}"

[[table]]
file = "serie.csv"
territory_column = "dep"
territory_prefix = "DEP-"
territory_whole = ["FR"]
period_column = "an"
period_form = "{{}}-01-01"
status = {{ DEP = "derived", FR = "published" }}
note = {{ DEP = "Somme des communes." }}

[table.columns]
nombre = "medecins_effectif"
taux = "medecins_densite"

[[table.missing]]
column = "taux"
cell = "0"
count = 1
reason = "Imprimé 0, à lire comme manquant."

[[table.missing]]
column = "taux"
cell = ""
count = 1
reason = "Non publié pour la France."
"""


class Sources:
    """The invented folder, with what each file held."""

    def __init__(self, root):
        self.root = root
        self.files = {
            "document/source.toml": DOCUMENT_TOML,
            "document/figures.csv": DOCUMENT_CSV,
            "publications/source.toml": SURVEY_TOML,
            "publications/published_figures.csv": SURVEY_CSV,
            "publications/mapping.csv": MAPPING_CSV,
            "serie/source.toml": SERIES_TOML.format(digest=hashlib.sha256(SERIES_CSV.encode()).hexdigest()),
            "serie/serie.csv": SERIES_CSV,
        }
        for name in self.files:
            self.write(name, self.files[name])

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.files[name] = text

    def replace(self, name, old, new):
        assert old in self.files[name]
        self.write(name, self.files[name].replace(old, new, 1))

    def write_series(self, text):
        """Change the wide table, its declared fingerprint with it."""
        self.write("serie/serie.csv", text)
        self.write("serie/source.toml", SERIES_TOML.format(digest=hashlib.sha256(text.encode()).hexdigest()))


@pytest.fixture
def sources(tmp_path):
    return Sources(tmp_path)
