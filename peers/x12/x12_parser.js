// node x12_parser.js FILE 835|837: claims, their charge in cents and seconds by npm x12-parser, segment by segment.
import { createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const { X12parser } = createRequire(import.meta.url)('x12-parser');
const [path, kind] = process.argv.slice(2);
if (!path || !existsSync(path)) {
  console.error('usage: node x12_parser.js FILE 835|837');
  process.exit(2);
}
const [name, element] = kind === '835' ? ['CLP', '3'] : ['CLM', '2'];
const began = process.hrtime.bigint();
let claims = 0;
let cents = 0;
createReadStream(path)
  .pipe(new X12parser())
  .on('data', (segment) => {
    if (segment.name !== name) return;
    claims += 1;
    cents += Math.round(Number(segment[element]) * 100);
  })
  .on('end', () => {
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    console.log(`x12-parser ${claims} ${cents} ${seconds.toFixed(3)}`);
  });
