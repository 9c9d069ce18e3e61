"""The dimensions that several indicators share."""

from __future__ import annotations

from demodash.indicators.model import ENSEMBLE, Category, Dimension

WHOLE = Category(ENSEMBLE, "Ensemble")

NO_BREAKDOWN = Dimension("ensemble", "Ensemble", (WHOLE,))

ZONE = Dimension(
    "zone",
    "Type de zone",
    (
        Category(ENSEMBLE, "Ensemble de la région", "Ensemble"),
        Category("zip", "Zone d’intervention prioritaire (ZIP)", "ZIP"),
        Category("zac", "Zone d’action complémentaire (ZAC)", "ZAC"),
        Category("zar", "Zone d’accompagnement régional (ZAR)", "ZAR"),
        Category("hz", "Territoires non zonés", "Non zonés"),
    ),
)

FILIERE_MEDICALE = Dimension(
    "filiere_medicale",
    "Filière",
    (
        Category(ENSEMBLE, "Ensemble des filières", "Ensemble"),
        Category("medecine", "Médecine"),
        Category("pharmacie", "Pharmacie"),
        Category("odontologie", "Odontologie"),
        Category("maieutique", "Maïeutique"),
    ),
)

FILIERE_PARAMEDICALE = Dimension(
    "filiere_paramedicale",
    "Filière",
    (
        Category(ENSEMBLE, "Ensemble des filières", "Ensemble"),
        Category("aide_soignant", "Aides-soignants", "Aides-soignants"),
        Category("kine", "Masseurs-kinésithérapeutes", "Kinésithérapeutes"),
        Category("psychomotricien", "Psychomotriciens"),
    ),
)

CYCLE = Dimension(
    "cycle",
    "Étudiants accueillis",
    (
        WHOLE,
        Category("externes", "Accueil des externes (2e cycle)", "Externes"),
        Category("internes", "Accueil des internes de médecine générale (3e cycle)", "Internes"),
    ),
)

DISPOSITIF = Dimension(
    "dispositif",
    "Dispositif",
    (
        Category(ENSEMBLE, "Ensemble des dispositifs", "Ensemble"),
        Category("atp", "Assistants à temps partagé (ATP)", "ATP"),
        Category("ccr", "Chefs de clinique en région (CCR)", "CCR"),
        Category("atp_ccr", "Aide unique ATP–CCR", "ATP–CCR"),
        Category("astp", "Assistants spécialistes à temps partagé (ASTP)", "ASTP"),
        Category("mg_partage", "Médecins généralistes à exercice partagé ville-hôpital", "MG partagés"),
        Category("guichet_unique", "Guichet unique de l’Aisne", "Guichet unique"),
        Category("page_facebook", "Page « Du stylo au stétho »", "Page Facebook"),
        Category("filiere_excellence", "Filière d’excellence santé", "Filière d’excellence"),
    ),
)

UNIVERSITE = Dimension(
    "universite",
    "Université",
    (
        Category(ENSEMBLE, "Ensemble des universités", "Ensemble"),
        Category("lille", "Université de Lille", "Lille"),
        Category("amiens", "Université de Picardie Jules-Verne (Amiens)", "Amiens"),
    ),
)

ETAPE_INSTALLATION = Dimension(
    "etape_installation",
    "Étape",
    (
        Category(ENSEMBLE, "Professionnels accompagnés", "Accompagnés"),
        Category("installes", "Professionnels installés", "Installés"),
        Category("en_projet", "Professionnels ayant un projet d’installation", "En projet"),
    ),
)

OBJECTIF = Dimension(
    "objectif",
    "Nature de l’objectif",
    (
        WHOLE,
        Category("operationnels", "Objectifs opérationnels en vigueur", "En vigueur"),
        Category("transverses", "Objectifs transverses proposés", "Proposés"),
    ),
)
