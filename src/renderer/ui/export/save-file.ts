/** Saves files through the browser's downloads or Electron's dialog. */

/** Offers a file of this name for saving. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // By then the download has begun and has its data.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** A title as a file name, with a hyphen for characters that systems do not allow. */
export function fileNameOf(title: string): string {
  return `gatescope-${title
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')}`;
}

/**
 * A scalable picture as a PNG with `scale` pixels per unit.
 * @throws Error where the browser cannot make a picture that large
 */
export async function rasterised(svg: string, scale: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!context || !png) throw new Error('The picture is too large for this browser. Save it as SVG instead.');
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}
