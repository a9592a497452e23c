"""The self-test of a checkout or a build (`pos-app self-test`)."""
