package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// drainTime is how long replies and requests that run may take to end.
const drainTime = 20 * time.Second

// serve opens the shop, says where it is once it listens, and closes it when
// ctx ends.
func serve(ctx context.Context, o options, stdout, stderr io.Writer) error {
	listener, err := net.Listen("tcp", o.addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("another program listens on %s already; end it, or choose another address with -addr 127.0.0.1:8081", o.addr)
	}
	if err != nil {
		return fmt.Errorf("cannot listen on %q: %w; -addr wants host:port", o.addr, err)
	}
	defer listener.Close()
	log := slog.New(slog.NewTextHandler(stderr, nil))
	shop, err := open(o, log)
	if err != nil {
		return err
	}
	defer shop.db.Close()

	server := &http.Server{
		Handler:           shop.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		// No WriteTimeout: the desk's event streams are long, and the chat
		// limits its own connections.
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	url := "http://" + visible(listener.Addr()) + "/"
	fmt.Fprintf(stdout, "%s is open at %s\n", shop.brand.Name, url)
	fmt.Fprintf(stdout, "The desk is at %sdesk/, user %s, password %s\n", url, deskUser, shop.password)
	fmt.Fprintln(stdout, "No e-mail is sent: what a shopper would get, such as a code for their orders, is printed in the log here")
	if shop.talker != nil {
		fmt.Fprintf(stdout, "What needs a language model goes to %s at %s\n", o.model.Name, o.model.URL)
	}

	select {
	case err := <-ended:
		return fmt.Errorf("the server stopped: %w", err)
	case <-ctx.Done():
	}
	fmt.Fprintln(stdout, "Closing ...")
	err = drain(server, shop)
	if shop.talker != nil {
		fmt.Fprintln(stdout, shop.talker.Report())
	}
	return err
}

// drain lets what runs come to its end. The chat's connections are its own to
// end, http.Server.Shutdown does not know them.
func drain(server *http.Server, shop *shop) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	talked := make(chan error, 1)
	go func() { talked <- shop.chat.Shutdown(ctx) }()
	served := server.Shutdown(ctx)
	if err := errors.Join(served, <-talked); err != nil {
		return fmt.Errorf("not everything came to an end in %v: %w", drainTime, err)
	}
	return nil
}

// visible is an address as one types it into a browser.
func visible(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return fmt.Sprintf("localhost:%d", tcp.Port)
}
