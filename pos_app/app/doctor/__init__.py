"""The doctor: looks at everything that the till stands on, each part by itself."""
