package org.deltacommons.foundation.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.engine.TemplateManager;
import org.thymeleaf.engine.TemplateModel;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.IStandardExpressionParser;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/// `delta:kept="template :: fragment" delta:by="${…}"`: puts a fragment in the place of the element
/// and keeps what it came to, so that it is written anew only where the reader's language or the
/// value of `by` is another. Nothing else may decide what the fragment says, and nothing of one
/// reader's session may stand in it.
///
/// What stands around every page is the same from page to page; going through its elements was a
/// sixth of what a page costs.
final class KeptFragments extends AbstractAttributeTagProcessor {

    private static final String NAME = "kept";
    private static final String BY = "delta:by";
    private static final int PRECEDENCE = 100;
    private static final long CHARACTERS_MAX = 4L << 20;

    /// What a fragment takes besides its text, in characters.
    private static final int ENTRY = 300;

    private record Key(String fragment, Locale language, @Nullable Object by) {}

    private final Words words;
    private final Cache<Key, String> kept =
            Caffeine.newBuilder()
                    .maximumWeight(CHARACTERS_MAX)
                    .weigher((Key _, String html) -> html.length() + ENTRY)
                    .build();

    KeptFragments(String prefix, Words words) {
        super(TemplateMode.HTML, prefix, null, false, NAME, true, PRECEDENCE, true);
        this.words = words;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName name,
            String fragment,
            IElementTagStructureHandler structure) {
        Key key = new Key(fragment, words.language(), by(context, tag));
        String known = kept.getIfPresent(key);
        if (known == null) {
            known = written(context, fragment);
            kept.put(key, known);
        }
        structure.replaceWith(known, false);
    }

    private static @Nullable Object by(ITemplateContext context, IProcessableElementTag tag) {
        String expression = tag.getAttributeValue(BY);
        if (expression == null) {
            return null;
        }
        IStandardExpressionParser parser =
                StandardExpressions.getExpressionParser(context.getConfiguration());
        return parser.parseExpression(context, expression).execute(context);
    }

    private static String written(ITemplateContext context, String fragment) {
        String[] parts = fragment.split(" :: ");
        IEngineConfiguration configuration = context.getConfiguration();
        TemplateManager templates = configuration.getTemplateManager();
        TemplateModel model =
                templates.parseStandalone(
                        context, parts[0], Set.of(parts[1]), TemplateMode.HTML, true, true);
        StringWriter html = new StringWriter();
        templates.process(model, context, html);
        return html.toString();
    }
}
