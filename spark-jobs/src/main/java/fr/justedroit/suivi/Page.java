package fr.justedroit.suivi;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * A page for a person or an agent: a title and parts of sentences. As HTML that stands alone and reads without its style,
 * every value escaped by the template engine; and as text.
 *
 * @param language as HTML names it
 * @param title of the page
 * @param parts in their order
 */
public record Page(String language, String title, List<Part> parts) {
    private static final Configuration TEMPLATES = templates();
    private static final int WIDTH = 78;

    /** Keeps its own copy. */
    public Page {
        parts = List.copyOf(parts);
    }

    /**
     * A part of a page.
     *
     * @param title {@code ""} for none
     * @param sentences one after the other
     * @param items of a list under them
     */
    public record Part(String title, List<String> sentences, List<String> items) {
        /** Keeps its own copies. */
        public Part {
            sentences = List.copyOf(sentences);
            items = List.copyOf(items);
        }
    }

    private static Configuration templates() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassForTemplateLoading(Page.class, "");
        templates.setDefaultEncoding("UTF-8");
        templates.setLocalizedLookup(false);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        return templates;
    }

    /** The page as HTML. */
    public String html() {
        StringWriter out = new StringWriter();
        try {
            TEMPLATES.getTemplate("page.ftlh").process(Map.of("language", language, "title", title, "parts", parts), out);
        } catch (IOException | TemplateException e) {
            // The text of the exception can quote a value.
            throw new IllegalStateException("the template of a page failed: " + e.getClass().getSimpleName());
        }
        return out.toString();
    }

    /** The page as text. */
    public String text() {
        StringBuilder text = new StringBuilder(title).append('\n').append("=".repeat(title.length())).append('\n');
        for (Part part : parts) {
            text.append('\n');
            if (!part.title().isEmpty()) {
                text.append(part.title()).append('\n').append("-".repeat(part.title().length())).append('\n');
            }
            part.sentences().forEach(sentence -> wrap(sentence, "", text));
            part.items().forEach(item -> wrap(item, "- ", text));
        }
        return text.toString();
    }

    private static void wrap(String sentence, String mark, StringBuilder text) {
        StringBuilder line = new StringBuilder(mark);
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
