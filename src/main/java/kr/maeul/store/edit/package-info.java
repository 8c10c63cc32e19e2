/** Writing one feature: who, against which version, the revisions, the bin. */
package kr.maeul.store.edit;
