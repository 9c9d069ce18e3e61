"""Words that several extraction rules share, as patterns over folded text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "ADV": r"(?:,? (?:aujourd'hui|actuellement|desormais|deja|a ce jour|d'ores et deja|au total|dans la region|"
        r"en region|ainsi|maintenant|effectivement|au global),?)*",
        "GAP": "[^.;:\ue000-\ue003]{0,60}?",
        "SINCE": r"(?:,? (?:depuis|entre|de|en|qu'en|qu'a|qu'au|que|par rapport a|sur la periode) (?:fin |le "
        r"|l'annee )?"
        r"(?:<Y>|<YY>|<T>))*",
        "STOP": r"(?=\W*$| ?[.;!),])",
        "FLOW": r"(?:cette annee|annee (?:ecoulee|universitaire|en cours)|semestre|trimestre|campagne|mois|semaine"
        r"|rentree"
        r"|promotion|lors d\w*|a l'occasion|en moyenne|en <D>|en une? (?:seule )?\w+|depuis (?!(?:la fin |fin "
        r"|l'annee )?<Y>"
        r"|sa creation|leur creation|la creation|son lancement|l'origine|le debut)\S+)",
        "END": r"(?=\W*$|[ ]*[.;:)!|]| ?,(?! <LISTED>| en (?:projet|cours|prefiguration|creation))| - | \((?:dont"
        r"|objectif|contre|source)"
        r"| (?:et (?=<N>|<P>|pres de|plus de|une? |autant|le |la |les )(?!<LISTED>)"
        r"|dont|contre|soit|mais|alors|au (?:total|<T>)|a fin|en <Y>|fin|debut|a ce jour|aujourd'hui|actuellement"
        r"|desormais|en region|dans (?:la|le|l'|les|notre)|sur (?:le|la|l'|l'ensemble|tout)|de la region|des hauts"
        r"|en (?:<YY>|ile-|occitanie|bretagne|normandie|corse|nouvelle|bourgogne|auvergne|provence|centre|hauts|grand"
        r"|pays|region|guadeloupe|martinique|guyane|picardie|alsace|lorraine)))",
        "LISTED": r"(?:les |des |de )?(?:msp|cpts|maisons|centres|poles|equipes|cabinets|structures|hopitaux)\b",
        "COUNTS": r"(?:compte|comptent|comptait|comptaient|comptons|denombre|denombrent|denombrait|recense|recensent"
        r"|recensait|totalise|dispose de|disposait de|disposent de"
        r"|il existe|il y a|on compte|on denombre|on recense|abrite)",
        "EXISTS_OF": r"(?:est de|etait de|sont au nombre de|s'eleve a|s'elevent a|atteint|s'etablit a|est desormais "
        r"de|:)",
        "RUNNING": r"(?:en (?:activite|fonctionnement|exercice|service)|ouvertes?|operationnelles?|actives"
        r"|fonctionnelles)",
        "MSP": r"msp|maisons? de sante(?: pluri-?(?:professionnelles?|disciplinaires?))?(?: \(msp\))?",
        "CPTS": r"cpts|communautes? professionnelles? territoriales? de sante(?: \(cpts\))?",
        "CESP": r"cesp|contrats? d'engagements? de service public(?: \(cesp\))?",
        "PTMG": r"ptmg|contrats? de praticiens? territoria(?:l|ux) de medecine generale(?: \(ptmg\))?"
        r"|praticiens? territoria(?:l|ux) de medecine generale(?: \(ptmg\))?",
        "MS": r"(?:medecins? )?(?:generalistes? )?maitres? de stages?(?: universitaires?| des universites)?(?: "
        r"\(msu\))?|msu",
        "MG": r"mg|medecins generalistes|generalistes",
        "STUDENTS": r"(?:jeunes(?: medecins)?|etudiants?|futurs (?:medecins|professionnels)|internes)"
        r"(?:(?:,? (?:et|ou) |/)(?:etudiants|internes|jeunes medecins))?(?: (?:en|de) medecine)?",
    }
)
