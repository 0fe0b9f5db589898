/** Starts the screen: language and theme first, so that nothing is painted in the wrong ones. */

import { mount } from 'svelte';
import './theme.css';
import './ui/print/print.css';
import Root from './shell/Root.svelte';
import { followSystemLanguage } from './i18n/translate.svelte.ts';
import { followPrints } from './ui/print/sheet.ts';
import { followSystemTheme } from './ui/theme.svelte.ts';

followSystemLanguage();
followSystemTheme();
followPrints();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id “app”.');
mount(Root, { target });
