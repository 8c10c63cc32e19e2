package kr.maeul.exchange.read.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a workbook (xlsx) that its reader keeps to itself. For one thread.
 *
 * <p>The file must have been measured before: parts are read as far as they go.
 */
public final class BookParts implements Closeable {
  private static final String BOOK = "xl/workbook.xml";
  private static final String LINKS = "xl/_rels/workbook.xml.rels";

  private final ZipFile zip;
  private final Map<String, String> pathByLink = new HashMap<>();
  private boolean countsFrom1904;

  /**
   * @throws IOException if the file is no workbook
   */
  public BookParts(byte[] file) throws IOException {
    zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
    readElements(
        BOOK,
        xml -> {
          if (xml.getLocalName().equals("workbookPr")) {
            String word = xml.getAttributeValue(null, "date1904");
            countsFrom1904 = "1".equals(word) || "true".equals(word);
          }
        });
    readElements(
        LINKS,
        xml -> {
          if (xml.getLocalName().equals("Relationship")) {
            pathByLink.put(
                xml.getAttributeValue(null, "Id"), path(xml.getAttributeValue(null, "Target")));
          }
        });
  }

  /** Targets are relative to the workbook, or begin at the root. */
  private static String path(String target) {
    if (target == null) {
      return "";
    }
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  /** Whether days are counted from 1904, as old versions for the Macintosh did. */
  public boolean countsFrom1904() {
    return countsFrom1904;
  }

  /**
   * What a sheet says beside the values of its cells.
   *
   * @param link id by which the workbook refers to the sheet
   * @throws IOException if it cannot be read
   */
  public SheetLayout layout(String link) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(pathByLink.getOrDefault(link, ""));
    if (entry == null) {
      return SheetLayout.PLAIN;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      try {
        return SheetLayout.read(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Called at the start of each element. */
  private interface Each {
    void element(XMLStreamReader xml) throws XMLStreamException;
  }

  private void readElements(String path, Each each) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(path);
    if (entry == null) {
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          each.element(xml);
        }
      }
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    return factory;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
