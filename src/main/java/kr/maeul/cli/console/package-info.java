/** What commands print and how they end: counts, progress, reports, the way back. */
package kr.maeul.cli.console;
