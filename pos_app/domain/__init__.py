"""Sales, money and the rules about them: standard library only, no Qt, no network, no disk."""
