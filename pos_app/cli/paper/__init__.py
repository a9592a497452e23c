"""What the commands of paper share: where a document goes, and waiting for its end."""
