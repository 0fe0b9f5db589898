/** Names of the rooms, which `protocol/rooms.ts` declares. */

import { roomHints, roomNames } from '../../../../protocol/rooms.ts';

export const rooms = { rooms: '방', ...roomNames('ko'), ...roomHints('ko') };
