package fr.justedroit.model;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document being written, one element a line, indented by its depth. Not thread-safe. */
final class PmmlText {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter writer;
    private int depth;

    PmmlText() {
        try {
            this.writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory can be written", e);
        }
    }

    /** A piece of writing. */
    private interface Writing {
        void write() throws XMLStreamException;
    }

    private void line(Writing writing) {
        try {
            writer.writeCharacters("\n" + "  ".repeat(depth));
            writing.write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory can be written", e);
        }
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            writer.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** @param namesAndValues of its attributes, by turns */
    void open(String element, String... namesAndValues) {
        line(() -> {
            writer.writeStartElement(element);
            attributes(namesAndValues);
        });
        depth++;
    }

    void empty(String element, String... namesAndValues) {
        line(() -> {
            writer.writeEmptyElement(element);
            attributes(namesAndValues);
        });
    }

    /** An element that holds a text alone. */
    void leaf(String element, String content, String... namesAndValues) {
        line(() -> {
            writer.writeStartElement(element);
            attributes(namesAndValues);
            writer.writeCharacters(content);
            writer.writeEndElement();
        });
    }

    void close() {
        depth--;
        line(writer::writeEndElement);
    }

    @Override
    public String toString() {
        try {
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory can be written", e);
        }
        return out + "\n";
    }
}
