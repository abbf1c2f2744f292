"""The preview: the built site on a loopback address, as GitHub Pages would serve it."""
