"""The gettext catalogues, one folder a language: a package, so that an installation finds them."""
