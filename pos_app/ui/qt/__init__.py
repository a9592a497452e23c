"""Qt plumbing: application, asyncio tasks, environment, clipboard, screens, single instance."""
