package fr.justedroit.table;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * A search of every byte under a folder, written apart from the one that certificates rest on: files as they lie, Parquet
 * pages, dictionaries, footers and rows, gzip and zstd; a text in UTF-8, UTF-16, base64 and unkeyed hashes.
 */
public final class RawBytes {
    private RawBytes() {}

    /** Which form of the text is found in which files, each with the way in which it was read. */
    public static Map<String, List<String>> find(Path folder, String text) {
        Map<String, byte[]> forms = forms(text);
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                readings(path).forEach((reading, bytes) -> {
                    String content = new String(bytes, StandardCharsets.ISO_8859_1);
                    forms.forEach((form, needle) -> {
                        if (content.contains(new String(needle, StandardCharsets.ISO_8859_1))) {
                            found.computeIfAbsent(folder.relativize(path).toString(), name -> new ArrayList<>())
                                    .add(form + " in " + reading);
                        }
                    });
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The forms by name. */
    public static Map<String, byte[]> forms(String text) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        forms.put("UTF-8", bytes);
        forms.put("UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        forms.put("UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        // Three bytes are four characters: of a text that begins at any place, some whole groups are always the same.
        for (int shift = 0; shift < 3; shift++) {
            int from = (3 - shift) % 3;
            int length = (bytes.length - from) / 3 * 3;
            byte[] whole = java.util.Arrays.copyOfRange(bytes, from, from + length);
            forms.put("base64+" + shift, Base64.getEncoder().encode(whole));
        }
        for (String name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            try {
                byte[] digest = MessageDigest.getInstance(name).digest(bytes);
                forms.put(name, digest);
                forms.put(name + " hex", HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return forms;
    }

    private static Map<String, byte[]> readings(Path path) throws IOException {
        Map<String, byte[]> readings = new LinkedHashMap<>();
        byte[] raw = Files.readAllBytes(path);
        readings.put("bytes", raw);
        String name = path.getFileName().toString();
        if (name.endsWith(".parquet") && !name.startsWith(".")) {
            readings.put("pages", pages(path));
            readings.put("rows", rows(path));
        } else if (raw.length > 3 && (raw[0] & 0xff) == 0x1f && (raw[1] & 0xff) == 0x8b) {
            readings.put("gzip", new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes());
        } else if (raw.length > 3 && (raw[0] & 0xff) == 0x28 && (raw[1] & 0xff) == 0xb5) {
            readings.put("zstd", zstd(raw));
        }
        return readings;
    }

    private static byte[] zstd(byte[] raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(raw))) {
            in.setContinuous(true);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
        return out.toByteArray();
    }

    private static byte[] pages(Path path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var file = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(path.toUri()), new Configuration(false));
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                for (ColumnDescriptor column :
                        reader.getFileMetaData().getSchema().getColumns()) {
                    PageReader pages = group.getPageReader(column);
                    DictionaryPage dictionary = pages.readDictionaryPage();
                    if (dictionary != null) {
                        dictionary.getBytes().writeAllTo(out);
                    }
                    for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
                        (page instanceof DataPageV1 one ? one.getBytes() : ((DataPageV2) page).getData())
                                .writeAllTo(out);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] rows(Path path) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(path.toUri()))
                .withConf(new Configuration(false))
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                text.append(row).append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
