// Reads the WebM of a film: its frames' times, and the last frame as a browser shows it.

import type { Page } from '@playwright/test';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';

/** @returns times in seconds, from the first frame on */
export async function readWebm(bytes: Buffer) {
  const input = new Input({ source: new BufferSource(Uint8Array.from(bytes)), formats: [WEBM] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('The file has no film.');
  const times: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
  return {
    codec: await track.getCodecParameterString(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    times,
  };
}

/** [height × width] R, G, B, A of its last frame, played in a page of its own. @param begin of that frame, in seconds */
export async function shownLast(app: Page, bytes: Buffer, begin: number): Promise<Uint8ClampedArray> {
  const page = await app.context().newPage();
  const pixels = await page.evaluate(
    async ([film, begin]) => {
      const video = document.createElement('video');
      video.src = `data:video/webm;base64,${film}`;
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = reject;
      });
      // Sought does not mean drawn: the frame itself says when it is there.
      const drawn = new Promise<void>((resolve) => {
        const look = (_: number, { mediaTime }: { mediaTime: number }) => {
          if (mediaTime > begin - 0.01) resolve();
          else video.requestVideoFrameCallback(look);
        };
        video.requestVideoFrameCallback(look);
      });
      video.currentTime = video.duration - 0.01;
      await drawn;
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const context = canvas.getContext('2d');
      context?.drawImage(video, 0, 0);
      return [...(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
    },
    [bytes.toString('base64'), begin] as const,
  );
  await page.close();
  return Uint8ClampedArray.from(pixels);
}
