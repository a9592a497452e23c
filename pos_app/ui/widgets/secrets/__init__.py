"""Fields for what nobody may read over a shoulder: PINs, keys and passphrases."""
