/** An Electron for macOS as electron-builder unpacks one, as empty as the one for Linux. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fuseWire } from './fuse-wire.ts';

const languages = ['de', 'en', 'en_GB', 'fr', 'ja', 'ko', 'zh_CN'];
const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`);

export async function makeMacDistribution(folder: string): Promise<void> {
  const contents = join(folder, 'Electron.app', 'Contents');
  const frameworks = join(contents, 'Frameworks');
  const framework = join(frameworks, 'Electron Framework.framework');
  await write(join(framework, 'Electron Framework'), fuseWire());
  await write(join(contents, 'MacOS', 'Electron'), '');
  await write(join(contents, 'Info.plist'), plist('Electron'));
  for (const helper of helpers) {
    await write(join(frameworks, `${helper}.app`, 'Contents', 'MacOS', helper), '');
    await write(join(frameworks, `${helper}.app`, 'Contents', 'Info.plist'), plist(helper));
  }
  for (const language of languages) {
    await write(join(framework, 'Versions', 'A', 'Resources', `${language}.lproj`, 'locale.pak'), language);
    await mkdir(join(contents, 'Resources', `${language}.lproj`), { recursive: true });
  }
}

async function write(path: string, content: string | Uint8Array) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function plist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>
`;
}
