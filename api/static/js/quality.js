// A glance at a picture before it is sent: too dark, blurred, cut, small. Hints only; nothing is held back.

const SIDE = 480;

/** Chinese hint keys for the picture, within a second; an empty list when nothing stands out or it is no picture. */
export async function glance(file) {
  if (!file.type.startsWith('image/') || !window.createImageBitmap) return [];
  let bitmap;
  try { bitmap = await createImageBitmap(file); } catch { return []; }
  const hints = [];
  if (Math.min(bitmap.width, bitmap.height) < 700) hints.push('图片偏小，文字可能不清楚');
  const scale = SIDE / Math.max(bitmap.width, bitmap.height);
  const width = Math.max(8, Math.round(bitmap.width * scale));
  const height = Math.max(8, Math.round(bitmap.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  brush.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const pixels = brush.getImageData(0, 0, width, height).data;
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = 0.299 * pixels[4 * i] + 0.587 * pixels[4 * i + 1] + 0.114 * pixels[4 * i + 2];
  }
  const sorted = Float32Array.from(grey).sort();
  const bright = sorted[Math.floor(sorted.length * 0.9)];
  if (bright < 90) hints.push('画面偏暗，请到亮处再拍');
  // Sharpness relative to contrast: the strongest edges of a sharp page cross from ink to paper in one pixel.
  const edges = [];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      edges.push(Math.abs(grey[at + 1] - grey[at - 1]) + Math.abs(grey[at + width] - grey[at - width]));
    }
  }
  edges.sort((a, b) => a - b);
  const contrast = bright - sorted[Math.floor(sorted.length * 0.02)];
  if (contrast > 40 && edges[Math.floor(edges.length * 0.99)] < contrast * 0.3) hints.push('画面可能模糊，请拿稳对焦');
  return hints;
}
