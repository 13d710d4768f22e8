// Tool search_help_articles: the help articles that share the most words with a question.

const MIN_WORD = 4;

function words(text) {
  return new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length >= MIN_WORD),
  );
}

export async function handle(input, context) {
  const asked = words(input.question);
  const scored = [];
  for (const article of await context.articles.all()) {
    const known = words(`${article.title} ${article.summary}`);
    const score = [...asked].filter((word) => known.has(word)).length;
    if (score > 0) {
      scored.push({ score, title: article.title, summary: article.summary, link: article.link });
    }
  }
  scored.sort((a, b) => b.score - a.score);
  return { articles: scored.slice(0, input.limit ?? 3) };
}
