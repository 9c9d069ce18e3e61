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
        Category("zv", "Zone de vigilance (ZV)", "ZV"),
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
        Category("saspas", "Accueil des internes en stage autonome supervisé (SASPAS)", "SASPAS"),
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
        Category("atp_minimum", "Assistants à temps partagé, montant minimal", "ATP, minimum"),
        Category("atp_maximum", "Assistants à temps partagé, montant maximal", "ATP, maximum"),
        Category("atp_cancerologie", "Assistants à temps partagé, prime de cancérologie", "ATP, cancérologie"),
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

CHAMP_MEDECINS = Dimension(
    "champ_medecins",
    "Champ",
    (
        Category(ENSEMBLE, "Toutes spécialités, tous modes d’exercice", "Ensemble"),
        Category("moins_70", "Médecins de moins de 70 ans", "Moins de 70 ans"),
        Category("specialistes", "Médecins d’une autre spécialité que la médecine générale", "Spécialistes"),
        Category("specialistes_cpam", "Spécialistes selon l’assurance maladie (CPAM)", "Spécialistes (CPAM)"),
        Category(
            "specialistes_non_precise", "Spécialistes, mode d’exercice non précisé", "Spécialistes, champ non précisé"
        ),
    ),
)

CHAMP_MG = Dimension(
    "champ_mg",
    "Champ",
    (
        Category(ENSEMBLE, "Tous modes d’exercice (RPPS)", "Tous modes"),
        Category("salaries_ou_liberaux", "Salariés ou libéraux (PF2S)", "Salariés ou libéraux"),
        Category("liberaux", "Libéraux", "Libéraux"),
        Category("liberaux_ou_mixtes", "Libéraux ou mixtes", "Libéraux ou mixtes"),
        Category("cpam", "Selon l’assurance maladie (CPAM)", "CPAM"),
        Category("cpam_hors_mep", "Selon l’assurance maladie, hors exercice particulier (MEP)", "CPAM, hors MEP"),
        Category("cpam_mep", "Selon l’assurance maladie, à exercice particulier (MEP)", "CPAM, MEP"),
        Category("moins_70", "Moins de 70 ans", "Moins de 70 ans"),
        Category("non_precise", "Champ non précisé par l’éditeur", "Champ non précisé"),
    ),
)

AGE = Dimension(
    "age",
    "Âge",
    (
        Category(ENSEMBLE, "Tous les âges", "Ensemble"),
        Category("moins_30", "Moins de 30 ans"),
        Category("30_34", "30 à 34 ans"),
        Category("35_39", "35 à 39 ans"),
        Category("40_44", "40 à 44 ans"),
        Category("45_49", "45 à 49 ans"),
        Category("50_54", "50 à 54 ans"),
        Category("55_59", "55 à 59 ans"),
        Category("60_64", "60 à 64 ans"),
        Category("65_69", "65 à 69 ans"),
        Category("70_plus", "70 ans et plus"),
    ),
)

STRUCTURE = Dimension(
    "structure",
    "Structure",
    (
        Category(ENSEMBLE, "Ensemble des structures", "Ensemble"),
        Category("msp", "Maisons de santé pluriprofessionnelles", "MSP"),
        Category("centre_sante", "Centres de santé"),
        Category("cpts", "Communautés professionnelles territoriales de santé", "CPTS"),
        Category("hopital", "Hôpitaux"),
    ),
)

ZONE_AIDES = Dimension(
    "zone_aides",
    "Type de zone",
    (
        Category(ENSEMBLE, "Ensemble des zones ouvrant droit aux aides", "Zones éligibles"),
        Category("zip", "Zone d’intervention prioritaire (ZIP)", "ZIP"),
        Category("zac", "Zone d’action complémentaire (ZAC)", "ZAC"),
    ),
)

ZONE_TVS = Dimension(
    "zone_tvs",
    "Type de zone",
    (
        Category(ENSEMBLE, "Ensemble du territoire", "Ensemble"),
        Category("eligibles", "Zones ouvrant droit aux aides", "Éligibles"),
        Category("zip", "Zone d’intervention prioritaire (ZIP)", "ZIP"),
        Category("zac", "Zone d’action complémentaire (ZAC)", "ZAC"),
        Category("zar", "Zone d’accompagnement régional (ZAR)", "ZAR"),
    ),
)

PROFESSION = Dimension(
    "profession",
    "Profession",
    (
        Category(ENSEMBLE, "Ensemble des professions", "Ensemble"),
        Category("medecin_generaliste", "Médecins généralistes", "Généralistes"),
        Category("infirmier", "Infirmiers", "Infirmiers"),
        Category("kine", "Masseurs-kinésithérapeutes", "Kinésithérapeutes"),
        Category("sage_femme", "Sages-femmes", "Sages-femmes"),
        Category("paramedical", "Paramédicaux", "Paramédicaux"),
        Category("chirurgien_dentiste", "Chirurgiens-dentistes", "Dentistes"),
        Category("orthophoniste", "Orthophonistes", "Orthophonistes"),
    ),
)

PERIMETRE_CPTS = Dimension(
    "perimetre_cpts",
    "CPTS comptées",
    (
        Category(ENSEMBLE, "Ensemble des CPTS", "Ensemble"),
        Category("aci", "CPTS signataires de l’accord conventionnel (ACI)", "Signataires de l’ACI"),
    ),
)

STADE_CPTS = Dimension(
    "stade_cpts",
    "Stade du projet",
    (
        Category(ENSEMBLE, "Projets, sans précision de stade", "Projets"),
        Category("pre_projet", "Pré-projet", "Pré-projet"),
        Category("lettre_intention", "Lettre d’intention validée", "Lettre d’intention"),
        Category("projet_valide", "Projet de santé validé", "Projet validé"),
        Category("negociation", "Accord conventionnel en négociation", "Négociation"),
    ),
)

BASSIN = Dimension(
    "bassin",
    "Bassin",
    (Category(ENSEMBLE, "Ensemble du territoire", "Ensemble"), Category("artois", "Artois")),
)

CESP_PUBLIC = Dimension(
    "cesp_public",
    "Public",
    (
        Category(ENSEMBLE, "Médecine et odontologie, tous cycles", "Ensemble"),
        Category("medecine", "Médecine"),
        Category("odontologie", "Odontologie"),
        Category("etudiants", "Étudiants (1er et 2e cycles)", "Étudiants"),
        Category("medecine_2e_cycle", "Médecine, 2e cycle"),
        Category("medecine_3e_cycle", "Médecine, 3e cycle"),
        Category("odontologie_2e_cycle", "Odontologie, 2e cycle"),
        Category("odontologie_3e_cycle", "Odontologie, 3e cycle"),
        Category("padhue_medecine", "Praticiens à diplôme hors Union européenne, médecine", "Padhue, médecine"),
        Category(
            "padhue_odontologie", "Praticiens à diplôme hors Union européenne, odontologie", "Padhue, odontologie"
        ),
    ),
)

PROFIL_CESP = Dimension(
    "profil_cesp",
    "Part mesurée",
    (
        WHOLE,
        Category("etudiants", "Étudiants, parmi les signataires de l’année en médecine", "Étudiants"),
        Category("femmes", "Femmes, parmi les allocataires", "Femmes"),
        Category("troisieme_cycle", "3e cycle de médecine, parmi les allocataires", "3e cycle"),
        Category("mg_troisieme_cycle", "Médecine générale, parmi les allocataires de 3e cycle", "Médecine générale"),
    ),
)

DECOMPTE_CESP = Dimension(
    "decompte_cesp",
    "Contrats comptés",
    (
        WHOLE,
        Category("odontologie_signes", "Contrats d’odontologie signés", "Odontologie, signés"),
        Category("odontologie_en_cours", "Contrats d’odontologie en cours", "Odontologie, en cours"),
    ),
)

ENQUETE_MSU = Dimension(
    "enquete_msu",
    "Part mesurée",
    (
        WHOLE,
        Category("participation", "Participation à l’enquête", "Participation"),
        Category("nord", "Exercice dans le Nord", "Nord"),
        Category("accueil_interne", "Accueil d’un interne", "Accueil d’un interne"),
    ),
)

SITE_VOIE = Dimension(
    "site_voie",
    "Site ou voie d’accès",
    (
        Category(ENSEMBLE, "Total publié", "Total"),
        Category("amiens", "Amiens (Université de Picardie Jules-Verne)", "Amiens"),
        Category("lille_total", "Lille, ensemble des établissements", "Lille"),
        Category("lille_2", "Université de Lille (Lille-II jusqu’en 2018)", "Université de Lille"),
        Category("icl", "Institut catholique de Lille", "Institut catholique"),
        Category("paces", "Première année commune (PACES) seule", "PACES"),
        Category("paces_derniere", "Dernière PACES, pour les redoublants", "Dernière PACES"),
        Category("toutes_voies", "Toutes voies d’accès (PACES, passerelles, expérimentations)", "Toutes voies"),
    ),
)

VOIE_KINE = Dimension(
    "voie_kine",
    "Voie d’accès",
    (
        Category(ENSEMBLE, "Ensemble des voies", "Ensemble"),
        Category("paces_lille", "Places réservées à la PACES de Lille", "PACES de Lille"),
    ),
)

FORMATION_SEGUR = Dimension(
    "formation_segur",
    "Formation",
    (
        Category(ENSEMBLE, "Ensemble des formations", "Ensemble"),
        Category("infirmier", "Infirmiers"),
        Category("aide_soignant", "Aides-soignants"),
        Category("aes", "Accompagnants éducatifs et sociaux", "AES"),
        Category("engagement_regions", "Ensemble, part que les Régions s’engagent à ouvrir", "Engagement des Régions"),
    ),
)

INTERNAT = Dimension(
    "internat",
    "Postes",
    (
        Category(ENSEMBLE, "Ensemble des postes publiés", "Ensemble"),
        Category("hors_cesp", "Ensemble, hors postes réservés aux CESP", "Hors CESP"),
        Category("cesp", "Postes réservés aux CESP", "CESP"),
        Category("mg", "Médecine générale", "Médecine générale"),
        Category("mg_hors_cesp", "Médecine générale, hors CESP", "Médecine générale hors CESP"),
        Category("lille", "Subdivision ou CHU de Lille", "Lille"),
    ),
)

PATIENTELE = Dimension(
    "patientele",
    "Patients",
    (
        Category(ENSEMBLE, "Ensemble des patients (17 ans et plus)", "Ensemble"),
        Category("ald", "Patients en affection de longue durée (ALD)", "En ALD"),
        Category("ald_regime_general", "Patients en ALD, régime général seul", "En ALD, régime général"),
    ),
)

DESERT = Dimension(
    "desert",
    "Spécialité",
    (
        WHOLE,
        Category("pediatrie", "Enfants, pour la pédiatrie", "Pédiatrie"),
        Category("gynecologie", "Femmes, pour la gynécologie", "Gynécologie"),
        Category("ophtalmologie", "Habitants, pour l’ophtalmologie", "Ophtalmologie"),
    ),
)

DUREE_PRIME = Dimension(
    "duree_prime",
    "Durée de la prime",
    (
        Category(ENSEMBLE, "Ensemble des primes", "Ensemble"),
        Category("un_an", "Primes d’un an", "Un an"),
        Category("deux_ans", "Primes de deux ans", "Deux ans"),
    ),
)
