"""Dashboard of medical demography for the French region Hauts-de-France."""
