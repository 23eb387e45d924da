package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Prints rows as an aligned table, as CSV (RFC 4180, comma) or as JSON, one object a line; numbers with a point. */
final class RowPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final String format;

    /** @param format table, csv or json */
    RowPrinter(PrintStream out, String format) {
        this.out = out;
        this.format = format;
    }

    /** @param limit most rows; that there are more is said, on the table alone */
    void print(String[] columns, List<Row> rows, int limit) {
        List<Row> shown = rows.subList(0, Math.min(limit, rows.size()));
        switch (format) {
            case "csv" -> csv(columns, shown);
            case "json" -> json(columns, shown);
            default -> {
                table(columns, shown);
                if (rows.size() > limit) {
                    out.println("(the first " + limit + " rows; --limit gives more)");
                }
            }
        }
    }

    private void table(String[] columns, List<Row> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(List.of(columns)));
        rows.forEach(row -> lines.add(texts(row)));
        int[] width = new int[columns.length];
        lines.forEach(line -> {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], line.get(i).length());
            }
        });
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < width.length; i++) {
                text.append(i == 0 ? "" : "  ")
                        .append(String.format(Locale.ROOT, "%-" + Math.max(1, width[i]) + "s", line.get(i)));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void csv(String[] columns, List<Row> rows) {
        out.println(String.join(",", columns));
        rows.forEach(row -> out.println(
                String.join(",", texts(row).stream().map(RowPrinter::quoted).toList())));
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void json(String[] columns, List<Row> rows) {
        for (Row row : rows) {
            ObjectNode object = JSON.createObjectNode();
            for (int i = 0; i < columns.length; i++) {
                object.set(columns[i], JSON.valueToTree(plain(row.get(i))));
            }
            out.println(object);
        }
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = plain(row.get(i));
            texts.add(value == null ? "" : value.toString());
        }
        return texts;
    }

    /** Values of Spark as plain ones: lists, rows as lists, dates as text. */
    private static Object plain(Object value) {
        if (value instanceof scala.collection.Iterable<?> many) {
            List<Object> list = new ArrayList<>();
            CollectionConverters.asJava(many).forEach(one -> list.add(plain(one)));
            return list;
        }
        if (value instanceof Row row) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                list.add(plain(row.get(i)));
            }
            return list;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
