// The site of `python -m bench.generators`: article pages, lists of 24 and a list for each topic.

const SIZE = 24;

/** The pages of one list: each has `url`, `title`, `articles`, and its `number` of `last`. */
function pages(url, title, articles) {
  const last = Math.ceil(articles.length / SIZE);
  return Array.from({ length: last }, (_, index) => ({
    url: index ? `${url}page/${index + 1}/` : url,
    base: url,
    title,
    articles: articles.slice(index * SIZE, (index + 1) * SIZE),
    number: index + 1,
    last,
  }));
}

export default function (config) {
  const slug = config.getFilter("slugify");
  const newest = (collections) => collections.getFilteredByTag("articles").reverse();
  const byTopic = (collections) => {
    const topics = new Map();
    for (const article of newest(collections)) {
      for (const topic of article.data.topics) {
        if (!topics.has(topic)) topics.set(topic, []);
        topics.get(topic).push(article);
      }
    }
    return [...topics].sort().map(([name, articles]) => ({ name, url: `/topics/${slug(name)}/`, articles }));
  };

  config.addCollection("newest", newest);
  config.addCollection("topics", byTopic);
  config.addCollection("lists", (collections) => [
    ...pages("/articles/", "Articles", newest(collections)),
    ...pages("/categories/advice/", "Advice", newest(collections)),
    ...byTopic(collections).flatMap((topic) => pages(topic.url, topic.name, topic.articles)),
  ]);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addGlobalData("heavy", Boolean(process.env.HEAVY));

  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
}
