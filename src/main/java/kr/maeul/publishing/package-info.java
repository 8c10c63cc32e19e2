/** The life cycle of an item: draft, scheduled publication, the bin. Knows no HTTP. */
package kr.maeul.publishing;
