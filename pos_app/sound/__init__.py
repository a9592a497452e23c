"""The till's two sounds, and the sound card that plays them: `card` alone knows by what."""
