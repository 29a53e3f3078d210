"""A site context that knows one image and one link."""

from plugins.article_body.intrasite import LinkError
from plugins.responsive_images.picture import PictureError, WantedImage

IMAGE = WantedImage("images/desk.png", "desk-0123456789")


class Site:
    """Knows one picture and one link."""

    def image(self, src):
        """The image."""
        if src != "desk.png":
            raise PictureError("No such picture.", "Look.")
        return IMAGE

    def link(self, href):
        """The link."""
        if href != "x.md":
            raise LinkError("No such link.", "Look.", "article-body/linked-file")
        return "/x/"

    def title(self, href):
        """The title."""
        return "The x" if href == "x.md" else ""
