package kr.maeul.web.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer: written first, read once afterwards. Its first pieces are in memory as far as there
 * is room, the rest is in a file. For one thread at a time.
 */
public final class Spool extends OutputStream {
  private final Spools spools;
  private final String network;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] piece;
  private int inPiece;
  private FileChannel file;
  private long memory;
  private long disk;
  private long size;
  private byte[] held;
  private boolean isWhole;
  private boolean isReleased;

  Spool(Spools spools, String network) {
    this.spools = spools;
    this.network = network;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (piece == null || inPiece == piece.length) {
        nextPiece();
      }
      int part = Math.min(end - from, piece.length - inPiece);
      System.arraycopy(bytes, from, piece, inPiece, part);
      inPiece += part;
      from += part;
    }
    size += length;
  }

  private void nextPiece() throws IOException {
    flushToFile();
    int bytes = Spools.PIECE_BYTES;
    Spools.Place place = spools.take(network, memory + disk, bytes);
    if (place == Spools.Place.MEMORY) {
      memory += bytes;
    } else {
      disk += bytes;
    }
    if (file == null && place == Spools.Place.MEMORY) {
      piece = new byte[bytes];
      pieces.add(piece);
    } else {
      if (file == null) {
        file = spools.file();
        piece = new byte[bytes];
      }
    }
    inPiece = 0;
  }

  /** What is in hand, where the pieces in memory are full. */
  private void flushToFile() throws IOException {
    if (file != null && inPiece > 0) {
      Spools.writeAll(file, ByteBuffer.wrap(piece, 0, inPiece));
      inPiece = 0;
    }
  }

  /**
   * All of an answer that is in memory already: it stays there and is counted, as long as there is
   * room in memory for it, or goes into the file.
   */
  public void hold(byte[] whole) throws IOException {
    if (holdsInMemory(whole)) {
      held = whole;
      size = whole.length;
    } else {
      write(whole, 0, whole.length);
    }
  }

  /** Counts bytes that are in memory anyhow; false where that is full. */
  public boolean holdsInMemory(byte[] whole) {
    int bytes = whole.length;
    try {
      if (spools.take(network, 0, bytes) == Spools.Place.MEMORY) {
        memory += bytes;
        return true;
      }
      spools.give(network, 0, bytes);
    } catch (NoRoomException e) {
      // Then not.
    }
    return false;
  }

  /** Says that the answer is whole. */
  @Override
  public void close() throws IOException {
    flushToFile();
    isWhole = true;
  }

  /** Whether all was written that was to be. */
  public boolean isWhole() {
    return isWhole;
  }

  public long size() {
    return size;
  }

  /** All of it, from the beginning; closing it gives the room back. */
  public InputStream content() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (at == size) {
          return -1;
        }
        if (held != null) {
          int part = (int) Math.min(length, size - at);
          System.arraycopy(held, (int) at, bytes, offset, part);
          at += part;
          return part;
        }
        int index = (int) (at / Spools.PIECE_BYTES);
        int within = (int) (at % Spools.PIECE_BYTES);
        int most = (int) Math.min(length, size - at);
        int read;
        if (index < pieces.size()) {
          read = Math.min(most, Spools.PIECE_BYTES - within);
          System.arraycopy(pieces.get(index), within, bytes, offset, read);
        } else {
          long inFile = at - (long) pieces.size() * Spools.PIECE_BYTES;
          read = file.read(ByteBuffer.wrap(bytes, offset, most), inFile);
          if (read < 0) {
            throw new IOException("the file of an answer is too short");
          }
        }
        at += read;
        return read;
      }

      @Override
      public void close() throws IOException {
        release();
      }
    };
  }

  /** Gives the room back; what was written is gone. */
  public void release() throws IOException {
    if (isReleased) {
      return;
    }
    isReleased = true;
    spools.give(network, memory, disk);
    pieces.clear();
    piece = null;
    held = null;
    if (file != null) {
      file.close();
    }
  }
}
