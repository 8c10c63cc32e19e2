package kr.maeul.exchange.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import kr.maeul.exchange.read.ForeignFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.layer.text.Text;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * What is too much for a workbook. It is measured by unpacking all of it once, because what a zip
 * file says of its own sizes need not be true.
 */
final class WorkbookLimits {
  /** Digits of a number that Excel keeps. */
  static final int EXACT_DIGITS = 15;

  static final int LONGEST_NUMBER = 40;

  private static final int FILE_MEBIBYTES = 64;
  private static final int UNPACKED_MEBIBYTES = 1024;

  /** All texts of a workbook are held in memory at once. */
  private static final int TEXTS_MEBIBYTES = 64;

  private static final int OTHER_MEBIBYTES = 16;
  private static final int MOST_ENTRIES = 2_000;
  private static final int LONGEST_MIMETYPE = 200;

  /** Letters of a cell's column: XFD is the last one that Excel has. */
  private static final int COLUMN_LETTERS = 3;

  private WorkbookLimits() {}

  /**
   * Reads a workbook into memory.
   *
   * @throws InvalidFileException if it is too large, packed or unpacked, or no workbook
   */
  static byte[] read(InputStream in) throws IOException, InvalidFileException {
    byte[] file = in.readNBytes((FILE_MEBIBYTES << 20) + 1);
    if (file.length > FILE_MEBIBYTES << 20) {
      throw tooLarge(
          "엑셀 파일이 " + FILE_MEBIBYTES + " MiB를 넘습니다.", "is over " + FILE_MEBIBYTES + " MiB");
    }
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
      if (zip.getEntry("[Content_Types].xml") == null || zip.getEntry("xl/workbook.xml") == null) {
        Text what = ForeignFile.ofZip(names(zip), mimetype(zip));
        throw new InvalidFileException(what.ko(), what.en());
      }
      measure(zip);
    } catch (IOException e) {
      throw new InvalidFileException(
          "압축이 깨진 엑셀(xlsx) 파일입니다. 다시 내려받아 주세요.",
          "is a broken Excel workbook (xlsx); fetch it again");
    }
    return file;
  }

  private static List<String> names(ZipFile zip) {
    return Collections.list(zip.getEntries()).stream()
        .limit(MOST_ENTRIES)
        .map(ZipArchiveEntry::getName)
        .toList();
  }

  private static String mimetype(ZipFile zip) throws IOException {
    ZipArchiveEntry entry = zip.getEntry("mimetype");
    if (entry == null) {
      return "";
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(LONGEST_MIMETYPE), StandardCharsets.UTF_8);
    }
  }

  private static void measure(ZipFile zip) throws IOException, InvalidFileException {
    long left = (long) UNPACKED_MEBIBYTES << 20;
    int entries = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (++entries > MOST_ENTRIES) {
        throw tooLarge("엑셀 파일 안에 파일이 너무 많습니다.", "holds too many files");
      }
      String name = entry.getName();
      try (InputStream in = zip.getInputStream(entry)) {
        left -= measure(in, Math.min(left, (long) mostMebibytes(name) << 20));
      }
    }
  }

  /** Sheets are streamed, and pictures never opened: they count only together. */
  private static int mostMebibytes(String name) {
    if (name.startsWith("xl/worksheets/") || name.startsWith("xl/media/")) {
      return UNPACKED_MEBIBYTES;
    }
    return name.toLowerCase(java.util.Locale.ROOT).contains("sharedstrings")
        ? TEXTS_MEBIBYTES
        : OTHER_MEBIBYTES;
  }

  private static long measure(InputStream in, long most) throws IOException, InvalidFileException {
    byte[] chunk = new byte[1 << 16];
    long total = 0;
    CellNames names = new CellNames();
    int n;
    while ((n = in.read(chunk)) > 0) {
      total += n;
      if (total > most) {
        throw tooLarge(
            "엑셀 파일이 풀면 너무 큽니다. 시트를 나누거나 CSV로 저장해 주세요.",
            "unpacks to more than is allowed; divide it, or save it as CSV");
      }
      for (int i = 0; i < n; i++) {
        names.see(chunk[i]);
      }
    }
    return total;
  }

  /**
   * Looks for cells beyond the columns that Excel has: the reader would make room for all columns
   * before them.
   */
  private static final class CellNames {
    private boolean quoted;
    private int letters;
    private byte last;
    private byte beforeLast;

    /** In {@code r="ABCD1"} and its like. */
    void see(byte b) throws InvalidFileException {
      if (b == '"' || b == '\'') {
        quoted = last == '=' && beforeLast == 'r';
        letters = 0;
      } else if (quoted && b >= 'A' && b <= 'Z') {
        letters++;
      } else {
        if (quoted && letters > COLUMN_LETTERS && b >= '0' && b <= '9') {
          throw tooLarge("엑셀에 없는 칸이 들어 있습니다.", "has cells that no sheet has room for");
        }
        quoted = false;
        letters = 0;
      }
      if (b > ' ' || b < 0) {
        beforeLast = last;
        last = b;
      }
    }
  }

  private static InvalidFileException tooLarge(String ko, String en) {
    return new InvalidFileException(ko, en);
  }
}
