package fr.justedroit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of lines under the root, each forced to storage before {@link #write} returns, so that it survives the death of
 * the process. One writer. Thread-safe.
 */
public final class ForcedLines implements AutoCloseable {
    private final FileChannel channel;
    private final FSDataOutputStream stream;

    private ForcedLines(FileChannel channel, FSDataOutputStream stream) {
        this.channel = channel;
        this.stream = stream;
    }

    /** Creates the file, which must not exist. */
    public static ForcedLines create(String root, String relative, Configuration hadoop) {
        try {
            Path path = new Path(new Path(root), relative);
            FileSystem fileSystem = path.getFileSystem(hadoop);
            Path qualified = fileSystem.makeQualified(path);
            if ("file".equals(qualified.toUri().getScheme())) {
                java.nio.file.Path file =
                        java.nio.file.Path.of(qualified.toUri().getPath());
                Files.createDirectories(file.getParent());
                return new ForcedLines(
                        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), null);
            }
            return new ForcedLines(null, fileSystem.create(qualified, false));
        } catch (IOException e) {
            throw RootFiles.unavailable("creating the access trail", e);
        }
    }

    /** Writes a line and forces it to storage. */
    public synchronized void write(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (channel != null) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(false);
            } else {
                ((OutputStream) stream).write(bytes);
                stream.hsync();
            }
        } catch (IOException e) {
            throw RootFiles.unavailable("writing the access trail", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            } else {
                stream.close();
            }
        } catch (IOException e) {
            throw RootFiles.unavailable("closing the access trail", e);
        }
    }
}
