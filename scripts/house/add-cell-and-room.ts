/** What it takes to add a cell or a room; as in `additions.ts`. */

import { type Addition, after } from './addition.ts';
import * as madeUpCell from './made-up-cell.ts';

export const cell: Addition = {
  heading: 'add a cell',
  names: { cell: 'ugr' },
  maxFiles: 6,
  async make(edit) {
    await edit('src/domain/cells.ts', (text) => {
      const end = '} satisfies Record<string, RecurrentDefinition>;';
      return text.replace(end, () => madeUpCell.entry + end);
    });
    await edit('src/engine/kernels/assembly/ugr.ts', () => madeUpCell.kernel);
    await edit(
      'src/engine/kernels/assembly/index.ts',
      after("export { rnnBackward, rnnForward } from './rnn';\n", "export { ugrBackward, ugrForward } from './ugr';\n"),
    );
    await edit(
      'src/renderer/i18n/catalogue/en/settings.ts',
      after(
        "  'cell.gru': 'GRU',\n",
        "  'cell.ugr': 'UGRNN',\n  'cell.ugr.meaning': 'A GRU with the update gate alone.',\n",
      ),
    );
    await edit(
      'src/renderer/i18n/catalogue/ko/settings.ts',
      after("  'cell.gru': 'GRU',\n", "  'cell.ugr': 'UGRNN',\n  'cell.ugr.meaning': '업데이트 게이트만 있는 GRU.',\n"),
    );
    await edit('src/engine/models/ugr.test.ts', () => madeUpCell.test);
  },
  tests: [
    ...['src/domain', 'src/protocol', 'src/cli', 'src/renderer', 'scripts/kernels'],
    ...['src/engine/models', 'src/engine/files', 'src/engine/inspect', 'src/engine/kernels/tfjs'],
  ],
};

const texts = `  notes: {
    en: { name: 'Notes', hint: 'What you want to remember' },
    ko: { name: '메모', hint: '기억해 두고 싶은 것' },
  },
`;

const component = `<script lang="ts">
  import { t } from '../i18n/translate.svelte.ts';

  const { ondraw }: { ondraw: () => void } = $props();
</script>

<main aria-label={t('rooms.notes')}><button onclick={ondraw}>{t('rooms.lab')}</button></main>
`;

export const room: Addition = {
  heading: 'add a room',
  names: { room: 'notes', Room: 'Notes' },
  maxFiles: 3,
  async make(edit) {
    await edit('src/protocol/rooms.ts', (text) => text.replace('} as const satisfies', (end) => texts + end));
    await edit('src/renderer/notes/Notes.svelte', () => component);
    await edit('src/renderer/shell/room-views.ts', (text) =>
      text
        .replace('import WandSparkles', (next) => `import Notebook from '@lucide/svelte/icons/notebook';\n${next}`)
        .replace('import type { Lab }', (next) => `import Notes from '../notes/Notes.svelte';\n${next}`)
        .replace(/\n};\n$/, '\n  notes: { icon: Notebook, view: Notes },\n};\n'),
    );
  },
  tests: ['src/protocol', 'src/main', 'src/renderer/shell', 'src/renderer/i18n', 'src/renderer/lessons'],
};
