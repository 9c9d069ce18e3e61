"""The page «Importer»: one step a screen, from the file that is dropped to the edition that is kept."""
