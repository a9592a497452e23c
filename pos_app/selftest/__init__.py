"""What a copy of the till, a checkout or a build, can say about itself: `pos-app self-test`."""
