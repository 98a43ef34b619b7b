"""The labelled lines as the embedded recogniser hears them, and the words it confuses."""
