"""The browser's private file system in the place of the folder that an editor opens.

A browser that nobody looks at has no folder picker. The private one has the same interface; it is
filled from a real folder, and written back into it.
"""

import base64

PICKER = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
FILL = """async (files) => {
  for (const [path, data] of Object.entries(files)) {
    const names = path.split("/");
    let folder = await navigator.storage.getDirectory();
    for (const name of names.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(name, { create: true });
    }
    const handle = await folder.getFileHandle(names.at(-1), { create: true });
    const file = await handle.createWritable();
    await file.write(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, above) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${above}${name}/`);
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[above + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""


def fill(page, folder):
    """Copy the files of `folder`, which Sveltia takes for the folder of a clone."""
    files = {
        path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in folder.glob("content/**/*")
        if path.is_file()
    }
    page.evaluate(FILL, {**files, ".git/HEAD": ""})


def write_back(page, folder):
    """Write every file that is new or another one into `folder`; returns their paths."""
    changed = []
    for name, data in page.evaluate(READ).items():
        path, body = folder / name, base64.b64decode(data)
        if name.startswith(".git/") or (path.is_file() and path.read_bytes() == body):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        changed.append(name)
    return sorted(changed)
