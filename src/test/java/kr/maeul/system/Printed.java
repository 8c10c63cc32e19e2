package kr.maeul.system;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** A page as it comes out of a printer. */
final class Printed implements AutoCloseable {
  private final PDDocument document;

  private Printed(PDDocument document) {
    this.document = document;
  }

  /** Prints what the browser shows to PDF, as its style sheet wants the paper. */
  static Printed of(Page page) {
    try {
      return new Printed(
          Loader.loadPDF(
              page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int pages() {
    return document.getNumberOfPages();
  }

  /** The text of a page, from 1, without its spaces: where lines break is the printer's affair. */
  String text(int page) {
    try {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(document).replaceAll("\\s+", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What somebody reads who holds a telephone over the page. */
  String scanned(int page) {
    BufferedImage picture = picture(page, 200);
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    BinaryBitmap bits =
        new BinaryBitmap(
            new HybridBinarizer(new RGBLuminanceSource(width, picture.getHeight(), pixels)));
    try {
      return new QRCodeReader().decode(bits, Map.of(DecodeHintType.TRY_HARDER, true)).getText();
    } catch (NotFoundException none) {
      return "";
    } catch (ReaderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps pictures of all pages where {@code MAEUL_TEST_SHOTS} names a folder for them. */
  Printed keep(String name) {
    String folder = System.getenv("MAEUL_TEST_SHOTS");
    if (folder == null) {
      return this;
    }
    try {
      Path shots = Files.createDirectories(Path.of(folder));
      for (int page = 1; page <= pages(); page++) {
        ImageIO.write(
            picture(page, 110), "png", shots.resolve(name + "-" + page + ".png").toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private BufferedImage picture(int page, int dpi) {
    try {
      return new PDFRenderer(document).renderImageWithDPI(page - 1, dpi);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      document.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
