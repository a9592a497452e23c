"""Theme: colours, fonts, icons, spacing and scale."""
