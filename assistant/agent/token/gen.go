//go:build ignore

// Command gen writes o200k.gz from a vocabulary as OpenAI publishes it: lines of a
// token in base64 and its rank.
//
//	go run gen.go < o200k_base.tiktoken
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strings"
)

func main() {
	file, err := os.Create("o200k.gz")
	if err != nil {
		log.Fatal(err)
	}
	packed, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	for rank := 0; lines.Scan(); rank++ {
		text, number, _ := strings.Cut(lines.Text(), " ")
		token, err := base64.StdEncoding.DecodeString(text)
		if err != nil || number != fmt.Sprint(rank) {
			log.Fatalf("line %d is %q: %v", rank+1, lines.Text(), err)
		}
		if _, err := packed.Write(append(binary.AppendUvarint(nil, uint64(len(token))), token...)); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
