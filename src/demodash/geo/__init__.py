"""The build of the geography: two registry packages in, tables and browser geometry out."""
