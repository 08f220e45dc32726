import { isSourceRule, ruleOf } from '../../shared/rules/catalogue/catalogue.ts';
import { say } from './i18n.ts';
import { t } from './messages.ts';

/** The quoted sentences of rules; in its own chunk, because the catalogue is long. */
export default function RuleText({ ids }: { ids: readonly string[] }) {
  return (
    <>
      {ids.map((id) => {
        const rule = ruleOf(id);
        if (!rule) return null;
        return (
          <div class="rule" key={id}>
            <p class="rule-id">{id}</p>
            {isSourceRule(rule) ? (
              rule.quotes.map((quote) => (
                <blockquote key={quote.text} lang="zh-CN">
                  「{quote.text}」<footer>{t('sourceLine', { line: quote.line })}</footer>
                </blockquote>
              ))
            ) : (
              <blockquote>
                <footer>{rule.source}</footer>
              </blockquote>
            )}
            <p>{say(rule.meaning)}</p>
          </div>
        );
      })}
    </>
  );
}
