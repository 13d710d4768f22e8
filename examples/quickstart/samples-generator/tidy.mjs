// Takes out of a report what belongs to the machine that made it, and nothing else:
//   node tidy.mjs surefire IN OUT         the JVM's properties, but for those of the sample
//   node tidy.mjs sarif    IN OUT FOLDER  the folder in front of the analysed files
//   node tidy.mjs jmh      IN OUT         the path of the JVM and its arguments; exits with 1,
//                                         writing nothing, when a score's error is above 15 %
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [format, input, output, folder] = process.argv.slice(2);
const text = readFileSync(input, 'utf8');

const tidiers = {
  surefire: () => text.replace(/^ *<property name="(?!sample\.version")[^>]*\/>\n/gm, ''),
  sarif: () => {
    const base = `${pathToFileURL(resolve(folder)).href}/`;
    return JSON.stringify(JSON.parse(text.replaceAll(base, '')), null, 2);
  },
  jmh: () => {
    const runs = JSON.parse(text);
    const noisy = runs.filter(({ primaryMetric: { score, scoreError } }) => !(scoreError < score * 0.15));
    if (noisy.length > 0 && process.env.NOISE !== 'allowed') {
      noisy.forEach(({ benchmark, primaryMetric: { rawData } }) => console.log('  noisy:', benchmark, rawData.flat()));
      process.exit(1);
    }
    // Replaced in the text, so that the numbers stay as JMH wrote them.
    return runs
      .reduce((json, run) => json.replace(`"jvm" : ${JSON.stringify(run.jvm)}`, '"jvm" : "java"'), text)
      .replace(/"jvmArgs" : \[[^\]]*\]/g, '"jvmArgs" : [\n        ]');
  },
};

writeFileSync(output, `${tidiers[format]().trimEnd()}\n`);
