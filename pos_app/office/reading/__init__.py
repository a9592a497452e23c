"""What managers can ask: takings, tills, what needs somebody, sales, days. Every question is put on
a connection that sees only the manager's shops."""
