"""What templates may call: how money, times, states and needs are shown. Each says its words in the
language of the request."""
