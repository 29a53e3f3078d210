"""A folder of posts as users of Pelican write them: unusual but valid, without our conventions."""

from tests.publishing.small_site import PICTURE, write

FILES = {
    "plain.md": """\
Title: A plain post: with a colon
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Python
Tags: pelican, C++, "publishing", 日本語, 🎉
Slug: my-super-post
Authors: Doe, Jane; Roe, Richard
Summary: A *short* version
    on two lines & more
Foo: bar

![](images/dot.png) ![missing](/images/none.png) ![Old way](|filename|images/dot.png)

[pdf]({static}/pdfs/x.pdf) [same]({attach}pdfs/x.pdf) [tag]({tag}pelican)
[shelf]({category}Python) [author]({author}Richard Roe) [home]({index})
[other]({filename}running/in%20a%20folder.md) [about]({filename}/pages/about.md)
[source](|filename|rest.rst) [dead](/nope.html) [nearly](nope/) [empty]()
""",
    "un-poste.md": "Title: Un poste\nDate: 2010-12-03\nSlug: my-super-post\nLang: fr\n"
    "Translation: true\n\nBonjour\n",
    "rest.rst": """\
A reST & post
#############

:date: 2012-05-01 10:00
:tags: a, b
:category: Yeah
:authors: A B, C D
:summary: Short
:url: odd/place.html
:save_as: odd/place.html

Section
=======

.. image:: {static}/images/dot.png

.. code-block:: python

    print(1)

See `the other <{filename}plain.md>`_.
""",
    "bare.rst": "Bare\n####\n\n:date: 2012-05-01\n\nHello.\n",
    "page.html": """\
<html><head><title>Tips &amp; tricks</title>
<meta name="tags" content="thats, awesome" /><meta name="date" content="2012-07-09 22:28" />
<meta name="category" content="yeah" /><meta name="authors" content="A B, C D" />
<meta name="custom_thing" content="x"></head>
<body><p onclick="x()" style="color:red">Hello</p><script>alert(1)</script>
<img src="images/dot.png"></body></html>
""",
    "naked.html": '<html><head><title>Nothing</title><meta name="date" content="2013-01-01"></head>'
    "<body>Hi</body></html>",
    "2014-02-03-from-the-name.md": "Title: Date from the name\n\nBody\n",
    "2099-02-03-later.md": "Title: Quokka\n\nNot yet\n",
    "running/in a folder.md": "title: In a folder\nDATE: Jan 5 2015\ntags:\nauthor:\n\nBody\n",
    "draft.md": "Title: Quokka draft\nStatus: draft\n\nBody\n",
    "hidden.md": "Title: In no list\nDate: 2014-05-06\nStatus: hidden\n\nBody\n",
    "windows.md": b"\xef\xbb\xbfTitle: Windows\r\nDate: 2015-01-01\r\n\r\nBody\r\n",
    "yaml.md": "---\nTitle: Fenced\nDate: 2015-01-03\nTags: [a, b]\n---\nBody\n",
    "nobody.md": "Title: No body\nDate: 05/06/2015\n",
    "twice.md": "Title: Twice\nDate: 2016-02-03\nTags: a\nTags: b\nTemplate: gallery\n\nBody\n",
    "UpperCase.md": "Title: Upper\nDate: 2016-01-01T10:00:00+02:00\nSlug: Upper_Case\nat once\n",
    "pages/about.md": "Title: About\nUrl: about.html\nSave_as: about.html\n\nAbout\n",
    "pages/home.md": "Title: Home\nURL:\nsave_as: index.html\n\nA home of my own\n",
    "pages/lost.md": "Title: Lost\nStatus: hidden\nSave_as: 404.html\n\nSorry\n",
    "pages/contact.md": "Title: Contact\nurl: contact/us/\n\nHere\n",
    "images/dot.png": PICTURE,
    "pdfs/x.pdf": "a file",
    ".#lock.md": "an editor's lock",
    "._plain.md": b"\x00\x05\x16\x07",
    "plain.md~": "an editor's copy",
    "notes.txt": "not a post",
}


def pelican_folder(folder):
    """Write the folder."""
    for name, text in FILES.items():
        write(folder, name, text)
    return folder
