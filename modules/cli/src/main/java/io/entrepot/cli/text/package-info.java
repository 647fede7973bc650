/** Numbers as people read them. Nothing that knows what they are about. */
package io.entrepot.cli.text;
