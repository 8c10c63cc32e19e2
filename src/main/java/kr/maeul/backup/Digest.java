package kr.maeul.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what passes through to another stream, which closing does not close. */
final class Digest extends FilterOutputStream {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest sha256 = sha256();
  private long bytes;

  Digest(OutputStream out) {
    super(out);
  }

  static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Reads a stream to its end. */
  static Manifest.Entry of(InputStream in) throws IOException {
    Digest digest = new Digest(OutputStream.nullOutputStream());
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      digest.write(chunk, 0, n);
    }
    return digest.entry();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    sha256.update((byte) b);
    bytes++;
    out.write(b);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    sha256.update(b, off, len);
    bytes += len;
    out.write(b, off, len);
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  /** What has passed. Call once, at the end. */
  Manifest.Entry entry() {
    return new Manifest.Entry(bytes, HexFormat.of().formatHex(sha256.digest()));
  }
}
