// Writes the licences of npm packages and of all that they bring along: node script/licenses.mjs mermaid
// A library from npm is mostly others' work bundled into one file, and their licences have to go with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const found = new Map();

function collect(name, from) {
  const folder = find(name, from);
  if (!folder || found.has(folder)) {
    return;
  }

  const { version, license, repository, homepage, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  found.set(folder, `${name} ${version} (${license ?? 'see below'})\n${repository?.url ?? repository ?? homepage ?? ''}\n\n${texts.join('\n\n')}`);
  Object.keys(dependencies).sort().forEach((dependency) => collect(dependency, folder));
}

// As Node.js looks for it: beside the package that asks, then further and further up.
function find(name, from) {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) {
    return folder;
  }

  return dirname(from) === from ? undefined : find(name, dirname(from));
}

process.argv.slice(2).forEach((name) => collect(name, process.cwd()));
console.log([...found.values()].join(`\n\n${'-'.repeat(80)}\n\n`));
